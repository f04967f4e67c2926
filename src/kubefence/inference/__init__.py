"""What a part of an object is a part of, where nobody says so: by its keys, and by what stands around it."""
