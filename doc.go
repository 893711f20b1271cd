// Package sanjie is the map of the Sanjie (三阶) library, which plans the
// career-experience visits of a district's schools.
//
//   - curriculum: what is taught, to whom, and who may take it
//   - capacity: who can host it, when, and with how many seats
//   - matching: who gets what; Solve, Verify and Measure
//   - record: what pupils have done, what it counts for, and what they owe
//   - evaluation: how good visits were; figures, terms side by side, scorecards
//   - scenario: scenario, plan, records and evaluation files, and generated districts
//   - rule and finding: the names of the rules, and located errors
//   - cmd/sanjie: the command line
//
// Start with [github.com/sanjie-edu/sanjie/matching.Solve] and the example in
// examples/quickstart.
package sanjie
