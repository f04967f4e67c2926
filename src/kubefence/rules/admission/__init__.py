"""Admission: webhooks, policies and their bindings."""
