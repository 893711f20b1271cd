// Package district builds districts with their supply and demand from a seed:
// the one builder behind the generator of scenarios and the worked examples.
//
// A [Profile] says how large the district is and where it is short; [Build]
// draws the rest; [BuildCareerDay] and [BuildCore] draw worlds of their own. The
// same profile gives the same district on every machine: all draws are integers
// from one seeded generator for each part.
package district
