package curriculum_test

import (
	"math"
	"testing"

	"github.com/sanjie-edu/sanjie/curriculum"
)

func TestFenString(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		fen    curriculum.Fen
		want   string
	}{
		{"zero", "two decimals always", 0, "0.00"},
		{"fen", "less than a yuan keeps the leading zero", 5, "0.05"},
		{"yuan", "a hundred fen are a yuan", 12*curriculum.Yuan + 50, "12.50"},
		{"negative fen", "the sign is not lost where the yuan are 0", -5, "-0.05"},
		{"negative", "fen are not negative twice", -1250, "-12.50"},
		{"largest", "every digit of an int64", math.MaxInt64, "92233720368547758.07"},
		{"smallest", "has no positive counterpart in an int64", math.MinInt64, "-92233720368547758.08"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.fen.String(); got != tt.want {
				t.Errorf("String = %q; want %q: %s", got, tt.want, tt.reason)
			}
		})
	}
}
