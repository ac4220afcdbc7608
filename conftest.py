pytest_plugins = ["deploy.testing.plugin"]
