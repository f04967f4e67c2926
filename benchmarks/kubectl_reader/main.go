// Command kubectl_reader says what kubectl makes of texts: benchmarks/reading.py compares kubefence with it.
//
// Each line of standard input is a JSON string. For each, a line of output has the values of its documents, without
// empty ones, and the error at which kubectl stops, "" for none.
//
//	go mod tidy && go build -o /tmp/kubectl_reader .
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/util/yaml"
	kjson "sigs.k8s.io/json"
)

// lookAhead is how far kubectl looks for the brace that makes a stream JSON (StreamVisitor in cli-runtime).
const lookAhead = 4096

// document is one of a stream, as runtime.RawExtension takes it.
type document struct{ raw []byte }

// UnmarshalJSON keeps the text.
func (d *document) UnmarshalJSON(text []byte) error {
	if !bytes.Equal(text, []byte("null")) {
		d.raw = append(d.raw[:0], text...)
	}
	return nil
}

type answer struct {
	Values []any  `json:"values"`
	Error  string `json:"error"`
}

func main() {
	in, out := bufio.NewReader(os.Stdin), bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			var text string
			if err := json.Unmarshal(line, &text); err != nil {
				fmt.Fprintln(os.Stderr, "kubectl_reader: every line is a JSON string:", err)
				os.Exit(1)
			}
			if err := encoder.Encode(read([]byte(text))); err != nil {
				fmt.Fprintln(os.Stderr, "kubectl_reader:", err)
				os.Exit(1)
			}
		}
		if err != nil {
			return
		}
	}
}

// read gives the documents of a stream, up to the first that cannot be read.
func read(text []byte) answer {
	result := answer{Values: []any{}}
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(text), lookAhead)
	for {
		var next document
		if err := decoder.Decode(&next); err != nil {
			if !errors.Is(err, io.EOF) {
				result.Error = err.Error()
			}
			return result
		}
		if len(bytes.TrimSpace(next.raw)) == 0 {
			continue
		}
		var value any
		if err := kjson.UnmarshalCaseSensitivePreserveInts(next.raw, &value); err != nil {
			result.Error = err.Error()
			return result
		}
		result.Values = append(result.Values, value)
	}
}
