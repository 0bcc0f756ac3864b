"""Reads pages and feeds where that can hold nobody up."""
