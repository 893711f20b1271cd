package strictjson_test

import (
	"fmt"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
	"github.com/sanjie-edu/sanjie/internal/strictjson"
)

const format = "test/v1"

// box has a field of every form that the project's files use.
type box struct {
	Format string `json:"format"`
	Name   string `json:"name,omitzero"`
	inner
	Signed int64    `json:"signed,omitzero"`
	Small  int8     `json:"small,omitzero"`
	Big    uint64   `json:"big,omitzero"`
	Open   bool     `json:"open,omitzero"`
	Color  color    `json:"color,omitzero"`
	Words  []string `json:"words,omitzero"`
	Things []thing  `json:"things,omitzero"`
	Must   []thing  `json:"must"`
	Deep   deep     `json:"deep,omitzero"`
}

type inner struct {
	Count int `json:"count"`
}

type thing struct {
	ID   string `json:"id"`
	Size int    `json:"size,omitzero"`
	Tags []tag  `json:"tags,omitzero"`
}

type tag struct {
	Text string `json:"text,omitzero"`
}

type deep struct {
	Flag bool    `json:"flag,omitzero"`
	Ways []thing `json:"ways,omitzero"`
}

type color uint8

func (c color) MarshalText() ([]byte, error) {
	switch c {
	case 1:
		return []byte("red"), nil
	case 2:
		return []byte("blue"), nil
	case 7:
		return []byte("mauve"), nil // which does not read back
	}
	return nil, fmt.Errorf("no color %d", uint8(c))
}

func (c *color) UnmarshalText(b []byte) error {
	switch string(b) {
	case "red":
		*c = 1
	case "blue":
		*c = 2
	default:
		return fmt.Errorf("unknown color %q; want red or blue", b)
	}
	return nil
}

func decode(text string) (box, error) {
	return decodeWithin(text, strictjson.DefaultLimits())
}

func decodeWithin(text string, limits strictjson.Limits) (box, error) {
	var b box
	_, err := strictjson.NewDecoder(strings.NewReader(text), limits).DecodeOnly(&b, format)
	return b, err
}

// lines puts each finding of an error on a line.
func lines(err error) string {
	if err == nil {
		return ""
	}
	refused, ok := err.(*finding.Error)
	if !ok {
		return err.Error()
	}
	var b strings.Builder
	for _, f := range refused.Findings {
		b.WriteString(f.String() + "\n")
	}
	return b.String()
}
