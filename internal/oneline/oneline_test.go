package oneline_test

import (
	"reflect"
	"testing"

	"github.com/sanjie-edu/sanjie/internal/oneline"
)

type inner struct {
	B int    `json:"b,omitzero"`
	A string `json:"a"`
}

type outer struct {
	List  []inner `json:"list"`
	Kept  []int64 `json:"kept,omitzero"`
	Flag  bool    `json:"flag,omitzero"`
	Empty inner   `json:"empty,omitzero"`
	inner
}

func TestMarshal(t *testing.T) {
	tests := []struct {
		name   string
		reason string
		give   outer
		want   string
	}{
		{"nothing", "what may be left out and says nothing is; what may not is not", outer{}, `{"a":"","list":[]}`},
		{"members", "by name, those of embedded structs among them", outer{inner: inner{B: -1, A: "x"}, Flag: true}, `{"a":"x","b":-1,"flag":true,"list":[]}`},
		{"lists", "by the bytes of their elements, but for those in order", outer{List: []inner{{A: "b"}, {A: "a", B: 2}, {A: "a"}}, Kept: []int64{2, 10, 1}},
			`{"a":"","kept":[2,10,1],"list":[{"a":"a","b":2},{"a":"a"},{"a":"b"}]}`},
		{"text", "two characters are escaped and no other", outer{inner: inner{A: `"\ <é𝕊>/`}}, `{"a":"\"\\ <é𝕊>/","list":[]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(oneline.Marshal(tt.give, reflect.TypeFor[int64]())); got != tt.want {
				t.Errorf("got %s, want %s: %s", got, tt.want, tt.reason)
			}
		})
	}
}
