package curriculum

import "fmt"

// Fen is money in hundredths of a yuan.
type Fen int64

// Yuan is one yuan.
const Yuan Fen = 100

// String returns the amount in yuan with two decimals: "12.50".
func (f Fen) String() string {
	sign := ""
	u := uint64(f)
	if f < 0 {
		sign, u = "-", -u
	}
	return fmt.Sprintf("%s%d.%02d", sign, u/100, u%100)
}
