package finding

import (
	"fmt"
	"strconv"
	"unicode"
	"unicode/utf8"
)

// The most bytes of an id and of any other text.
const (
	MostID   = 128
	MostText = 1000
)

// CheckID notes an id that is empty, longer than [MostID] bytes, not valid
// UTF-8, or has control characters, and reports whether it is well formed.
func CheckID[ID ~string](l *List, path string, id ID) bool {
	if id == "" {
		l.Add(path, nil, "is empty", "give it an id of 1 to "+strconv.Itoa(MostID)+" bytes")
		return false
	}
	return checkString(l, path, string(id), MostID)
}

// CheckText notes a name or another text for people that is longer than
// [MostText] bytes, not valid UTF-8, or has control characters, and reports
// whether it is well formed. It may be empty.
func CheckText(l *List, path, text string) bool {
	return checkString(l, path, text, MostText)
}

func checkString(l *List, path, s string, most int) bool {
	switch {
	case len(s) > most:
		l.Add(path, s, fmt.Sprintf("has %d bytes", len(s)), fmt.Sprintf("keep it to %d bytes", most))
	case !utf8.ValidString(s):
		l.Add(path, s, "is not valid UTF-8", "write it in UTF-8")
	default:
		for _, r := range s {
			if unicode.IsControl(r) {
				l.Add(path, s, fmt.Sprintf("has the control character %U", r), "remove it")
				return false
			}
		}
		return true
	}
	return false
}

// Integer is any signed integer, such as a number of people or an amount of money.
type Integer interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64
}

// CheckRange notes a number that is below low or above high, and reports
// whether it lies between them.
func CheckRange[N Integer](l *List, path string, n, low, high N) bool {
	if low <= n && n <= high {
		return true
	}
	l.Add(path, int64(n), "is out of range", fmt.Sprintf("use %d to %d", int64(low), int64(high)))
	return false
}

// CheckRepeats notes every element of a list that the list, which stands at
// path, has before.
func CheckRepeats[T comparable](l *List, path string, list []T) {
	if len(list) < 2 {
		return
	}
	first := make(map[T]int, len(list))
	for i, x := range list {
		if j, ok := first[x]; ok {
			l.Add(path+"/"+strconv.Itoa(i), x, "repeats "+path+"/"+strconv.Itoa(j), "remove one of the two")
			continue
		}
		first[x] = i
	}
}
