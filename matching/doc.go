// Package matching decides who gets what: it allocates the requests of school
// groups over centers and time slots.
//
// A [Problem] joins a catalog, a network, and the demand: schools, cohorts,
// requests with ranked choices, pins and weights. [Solve] returns a [Plan],
// always feasible and possibly partial; [Verify] checks any plan against the
// rules R1 to R20, with code of its own; [Measure] says what people ask of it.
//
// A plan can be asked. [Explain] says why a request is not placed and what holds
// its places, [Counterfactuals] what would have to change, [Recommend] where else
// it could go, [Waitlist] who could have a place, and [Replan] what becomes of a
// published plan when the problem changes.
//
// [CheckBound] proves how good a plan can be at most, [Appraise] what one more of
// anything would add to that.
//
// A [Register] keeps what becomes of requests and of the visits of a published
// plan: who accepts, who comes, and how reliable a school is.
package matching
