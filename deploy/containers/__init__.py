"""What the containers need beside the services: secrets made beforehand, a database made ready."""
