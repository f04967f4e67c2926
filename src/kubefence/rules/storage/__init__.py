"""Rules of volumes, of claims to them and of the classes and drivers that make them."""
