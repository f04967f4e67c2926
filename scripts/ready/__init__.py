"""Set-up: what each goal needs, what of it is there, and how the rest is brought.

It runs before anything is installed, so it is made of the standard library alone (and of two modules of
``src/`` that are so too). `goals` are tables, `browser` decides, `machine` looks around; the rest does.
"""
