"""Kills what runs, at named points and at random, and looks whether anything was lost or done twice."""
