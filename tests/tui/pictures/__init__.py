"""Pictures of the whole screen, compared with those that were looked at; `pytest --snapshot-update` renews them."""
