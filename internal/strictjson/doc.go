// Package strictjson reads and writes JSON in the one way that the project's
// files allow.
//
// Reading finds everything that is wrong, each finding with its JSON pointer
// and line, and accepts nothing that two readers could take differently: no
// duplicate or unknown key, no null, no key in another case, no invalid UTF-8,
// no lone surrogate, no control character, no fraction or exponent. Its limits
// hold while the input streams, so a hostile input is refused before it costs
// memory.
//
// The target is a Go struct with json tags. A field whose tag says omitzero
// may be missing; every other field must be there. Types with a text form
// ([encoding.TextUnmarshaler]) are strings. An empty list reads as no list. A
// pointer to a struct is an object that may be missing; what it points to may be
// of a type that is around it, but never lies within itself.
package strictjson
