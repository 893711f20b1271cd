// Package scenario keeps problems and plans in files, and makes districts up
// to try things on.
//
// A scenario file holds a whole problem: curriculum, capacity and demand. [Load]
// reads one and builds the problem, [Write] writes one in its canonical form;
// [ReadPlan] and [WritePlan] do the same for plans, [LoadEvaluation] and
// [WriteEvaluation] for what visitors said. Reading is strict: whatever
// is wrong is a finding with its JSON pointer and line, all findings come
// together, and nothing is half-loaded. An [Edit] changes a scenario a little.
// [LoadRecords] and [WriteRecords] keep what learners have done, and their credit
// account.
// docs/format.md describes the formats, docs/schema has their JSON Schemas.
//
// [Generate] makes districts of any size from a seed, [GenerateCore] instances of
// the family on which engines are compared.
package scenario
