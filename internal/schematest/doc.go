// Package schematest checks the JSON Schemas of the file formats against all
// example files, against generated districts and against spoiled files. It is a
// module of its own, so that the library does not require a schema validator.
package schematest
