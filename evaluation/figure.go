package evaluation

import "fmt"

// Permille counts thousandths of a scale: 0 stands at its lowest mark, 1000 at
// its highest.
type Permille int

const whole = 1000

// String returns percent with one decimal, "81.3%".
func (p Permille) String() string {
	sign := ""
	if p < 0 {
		sign, p = "-", -p
	}
	return fmt.Sprintf("%s%d.%d%%", sign, p/10, p%10)
}

// Figure is a mean and how many raters stand behind it. The zero Figure is not
// shown: there are too few raters, none at all, or others would be given away.
type Figure struct {
	Shown  bool     `json:"shown,omitzero"`
	Mean   Permille `json:"mean,omitzero"`
	Raters int      `json:"raters,omitzero"`
}

// divide returns a / b for a ≥ 0 and b > 0, halves rounded up.
func divide(a, b int64) int64 { return (2*a + b) / (2 * b) }

// blend is a mean of means by weight.
type blend struct{ sum, weight int64 }

func (b *blend) add(mean Permille, weight int) {
	b.sum += int64(mean) * int64(weight)
	b.weight += int64(weight)
}

// mean returns the mean, and false where nothing has a weight.
func (b blend) mean() (Permille, bool) {
	if b.weight == 0 {
		return 0, false
	}
	return Permille(divide(b.sum, b.weight)), true
}
