"""Mutation testing: whether the tests notice when parsing or the web source do something else."""
