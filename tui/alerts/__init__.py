"""Alerts: their rules, and which of them fire."""
