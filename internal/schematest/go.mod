module github.com/sanjie-edu/sanjie/internal/schematest

go 1.26.0

require (
	github.com/google/jsonschema-go v0.4.3
	github.com/sanjie-edu/sanjie v0.0.0
)

replace github.com/sanjie-edu/sanjie => ../..
