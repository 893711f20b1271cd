package grid_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/grid"
)

func TestGrid(t *testing.T) {
	tests := []struct {
		name, reason string
		build        func() *grid.Grid
		want         string
	}{
		{
			name: "empty", reason: "nothing to write is no error",
			build: func() *grid.Grid { return grid.New(0) },
			want:  "",
		},
		{
			name: "wide characters", reason: "a Chinese character takes two columns",
			build: func() *grid.Grid {
				g := grid.New(0)
				g.Head("周一", "b")
				g.Row("x", "课程")
				return g
			},
			want: "周一  b\n----------\nx     课程\n",
		},
		{
			name: "lines and rows", reason: "cells have their own number of lines, rows their own number of cells",
			build: func() *grid.Grid {
				g := grid.New(0)
				g.Row("a\nbb", "c")
				g.Row("d")
				return g
			},
			want: "a   c\nbb\nd\n",
		},
		{
			name: "cut", reason: "no line is wider than the most, and half a character is none",
			build: func() *grid.Grid {
				g := grid.New(6)
				g.Row("汽车维修", "abcdef", "abcdefg")
				return g
			},
			want: "汽车…  abcdef  abcde…\n",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var b strings.Builder
			n, err := test.build().WriteTo(&b)
			if err != nil || n != int64(b.Len()) {
				t.Fatalf("WriteTo = %d, %v; wrote %d", n, err, b.Len())
			}
			if diff := cmp.Diff(test.want, b.String()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", test.reason, diff)
			}
		})
	}
}
