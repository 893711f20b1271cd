package finding

import "iter"

// Nearest returns the id closest to want by edit distance, the first one
// among equals, and false when none is closer than half of want's length.
// It serves the remedy of a dangling id: "did you mean …?".
func Nearest[ID ~string](want ID, have iter.Seq[ID]) (ID, bool) {
	var best ID
	w := []rune(string(want))
	if len(w) > 64 {
		return best, false
	}
	limit := (len(w) + 1) / 2
	found := false
	for id := range have {
		h := []rune(string(id))
		if len(h) > 64 || abs(len(h)-len(w)) > limit {
			continue
		}
		if d := distance(w, h); d < limit || (d == limit && !found) {
			best, limit, found = id, d, true
			if d == 0 {
				break
			}
		}
	}
	return best, found
}

// DidYouMean is the remedy sentence for an id that does not exist.
func DidYouMean[ID ~string](want ID, have iter.Seq[ID], what string) string {
	if id, ok := Nearest(want, have); ok {
		return "did you mean \"" + string(id) + "\"?"
	}
	return "add that " + what + " or correct the id"
}

// distance is the edit distance of Wagner and Fischer (1974) with one row.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}

func abs(x int) int {
	if x < 0 {
		return -x
	}
	return x
}
