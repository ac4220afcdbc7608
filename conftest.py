pytest_plugins = ["deploy.proof.testing.plugin"]
