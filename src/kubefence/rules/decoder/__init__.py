"""What the API server's decoder refuses, whatever the kind."""
