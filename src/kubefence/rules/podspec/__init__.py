"""Rules of Pod specs and Pod templates, their containers apart (``ValidatePodSpec``, ``ValidatePodCreate``)."""
