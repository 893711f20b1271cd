// Package oracle finds the best plan of a small problem by trying them all.
//
// It is a slow second reading of docs/rules.md, there to be compared with:
// it walks every set of visits, checks each rule by itself straight from the
// domain's data, and shares no code with the solver or the verifier. A branch
// is left only when it breaks a rule that no further visit can mend, or when
// even the best of everything still open cannot beat the best plan found.
package oracle
