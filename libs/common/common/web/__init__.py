"""HTTP: guards before FastAPI, what a route is given, problems, schemas."""
