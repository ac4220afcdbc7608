"""OpenAPI of the services: what FastAPI makes of the routes, completed by what their code says besides."""
