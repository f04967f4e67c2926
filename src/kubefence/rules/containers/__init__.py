"""Rules of containers: everything that ``ValidatePodSpec`` checks of regular, init and ephemeral ones."""
