"""Builds, measures, and writes the report."""
