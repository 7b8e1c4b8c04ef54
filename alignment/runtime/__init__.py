"""Starts the whole product on one machine, and says whether it is well."""
