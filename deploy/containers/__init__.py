"""Preparation of the containers: secrets made beforehand, a database made ready."""
