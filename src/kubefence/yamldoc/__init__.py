"""YAML and JSON as kubectl reads them: a text in, documents with the place of every key and value out.

A text goes one way through the modules and enters none twice. `load` tells JSON (`jsontext`) from YAML, which
`stream` cuts into documents. Each passes the `limits` of size; `dialect` says whether the server reads it as others
do; if so, `direct` takes the value straight from the text. What it leaves goes by way of `nodes`: `limits` of depth
guard the parser, `compose` runs it, `server` gives its nodes what they mean there, and their values are made by
`values`, or by `build` where there are aliases or anything odd. What comes out is a `document`, or why there is none
(`outcomes`).
"""
