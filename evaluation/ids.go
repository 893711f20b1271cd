package evaluation

import "iter"

// Ids are opaque, nonempty and at most 128 bytes; they are compared byte by
// byte. A RaterID is a pseudonym: it tells raters apart and must not name them.
type (
	FormID      string
	DimensionID string
	GroupID     string
	RaterID     string
	IndicatorID string
)

func idsOf[T any, ID ~string](list []T, id func(T) ID) iter.Seq[ID] {
	return func(yield func(ID) bool) {
		for _, x := range list {
			if !yield(id(x)) {
				return
			}
		}
	}
}
