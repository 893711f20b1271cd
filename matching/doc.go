// Package matching decides who gets what: it allocates the requests of school
// groups over centers and time slots.
//
// A [Problem] joins a catalog, a network, and the demand: schools, cohorts,
// requests with ranked choices, pins and weights. [Solve] returns a [Plan],
// always feasible and possibly partial; [Verify] checks any plan against the
// rules R1 to R20, with code of its own; [Measure] says what people ask of it.
// [CheckBound] proves how good a plan can be at most, [Appraise] what one more of
// anything would add to that.
package matching
