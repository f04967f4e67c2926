"""What a rule is, where it hangs, when it runs: the model, the registry, plans and the typed walk."""
