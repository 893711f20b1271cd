package finding

import (
	"iter"
	"strconv"
	"unicode/utf8"
)

// Nearest returns the id closest to want by edit distance, the first one
// among equals, and false when none is within half of want's length. Ids of
// more than 64 characters are neither matched nor offered.
// It serves the remedy of a dangling id: "did you mean …?".
func Nearest[ID ~string](want ID, have iter.Seq[ID]) (ID, bool) {
	var best ID
	w, ok := short(want)
	if !ok {
		return best, false
	}
	limit := len(w) / 2
	found := false
	for id := range have {
		h, ok := short(id)
		if !ok || max(len(h)-len(w), len(w)-len(h)) > limit {
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

// short returns the characters of an id, and false when there are too many to compare.
func short[ID ~string](id ID) ([]rune, bool) {
	const most = 64
	if len(id) > most*utf8.UTFMax {
		return nil, false
	}
	r := []rune(string(id))
	return r, len(r) <= most
}

// DidYouMean is the remedy sentence for an id that does not exist.
func DidYouMean[ID ~string](want ID, have iter.Seq[ID], what string) string {
	if id, ok := Nearest(want, have); ok {
		return "did you mean " + strconv.Quote(string(id)) + "?"
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
