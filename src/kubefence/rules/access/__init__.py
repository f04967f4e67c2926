"""Who may do what: roles, bindings, certificates and reviews."""
