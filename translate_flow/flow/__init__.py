"""The verbs: one module per family; the only layer that knows all rooms below."""
