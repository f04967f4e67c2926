"""Extensions of the API: custom resource definitions and API services."""
