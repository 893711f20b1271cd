package lp

// Rows are scaled so that coefficients, and with them values and elements of
// the tableau, are around 1. Reduced costs are measured by the largest cost.
const (
	tiny     = 1e-100 // stands for a 0 that must not look like one
	drop     = 1e-13  // magnitude below which an element of a solve is 0
	small    = 1e-11  // magnitude below which an element of the tableau is 0
	least    = 1e-9   // magnitude of a pivot
	safe     = 1e-7   // magnitude of a pivot of an updated factor
	nearZero = 1e-9   // how far below 0 a value may be
	loose    = 1e-4   // how far below 0 a value may be raised by changing rows

	alike      = 1e-7 // relative error of what is computed in two ways
	pivotShare = 0.1  // of the largest element that a pivot must have

	earning = 1e-9 // reduced cost that improves the objective
	reward  = 4096 // of fixed columns
)

// What a solve may try.
const (
	perturbation  = 1e-5 // of right-hand sides, relative; later rounds take an eighth
	mostRounds    = 6
	mostSingular  = 50   // bases
	mostMends     = 1000 // pivots of mend for right-hand sides as they are
	mostUpdates   = 1000 // of a factor
	pivotsPerStop = 64   // between two calls of stop
)
