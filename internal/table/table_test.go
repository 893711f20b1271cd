package table_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/sanjie-edu/sanjie/internal/table"
)

func TestWrite(t *testing.T) {
	var b strings.Builder
	err := table.Write(&b, "  ", [][]string{
		{"番禺中学", "7-1", "42"},
		{"Panyu", "初一(3)班", "8"},
		{"", "", ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "" +
		"  番禺中学  7-1        42\n" +
		"  Panyu     初一(3)班  8\n" +
		"\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("Write (-want +got):\n%s", diff)
	}
}
