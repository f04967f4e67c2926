"""What an adopter of kubefence does, done on this machine: packages, environments, sites, the action."""
