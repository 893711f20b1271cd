// Package smallgen draws small random problems for tests.
//
// Every problem is valid and small enough for the oracle, and between them
// they use every rule: a few requests compete for a few
// sessions at up to three centers on up to two grids that overlap in time.
package smallgen
