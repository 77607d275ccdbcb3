;;; pidx-xref.el --- pidx as a backend of xref  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; With `pidx-xref-backend' in `xref-backend-functions', \\[xref-find-references]
;; finds the sections that have the word at point, \\[xref-find-definitions] those
;; that have it in their title, and \\[xref-find-apropos] those of any query.

;;; Code:

(require 'cl-lib)
(require 'let-alist)
(require 'pidx-live)
(require 'xref)

(defcustom pidx-xref-limit 100
  "How many places xref shows."
  :type '(integer :match (lambda (_widget value) (and (integerp value) (<= 1 value 1000))))
  :group 'pidx)

;;;###autoload
(defun pidx-xref-backend ()
  "The name of pidx's backend of xref, to be added to `xref-backend-functions'."
  'pidx)

(cl-defmethod xref-backend-identifier-at-point ((_backend (eql 'pidx)))
  "The word at point."
  (thing-at-point 'word t))

(cl-defmethod xref-backend-identifier-completion-table ((_backend (eql 'pidx)))
  "The words of the index."
  (pidx-live--word-table (pidx-daemon-index)))

(cl-defmethod xref-backend-definitions ((_backend (eql 'pidx)) identifier)
  "Sections with IDENTIFIER in their title."
  (pidx-xref--find (format "title:\"%s\"" (string-replace "\"" "" identifier))))

(cl-defmethod xref-backend-references ((_backend (eql 'pidx)) identifier)
  "Sections with the word or the words of IDENTIFIER."
  (pidx-xref--find identifier '(mode . "phrase")))

(cl-defmethod xref-backend-apropos ((_backend (eql 'pidx)) pattern)
  "Sections for the query PATTERN."
  (pidx-xref--find pattern))

(defun pidx-xref--find (query &rest members)
  "The places for QUERY; MEMBERS are added to the request."
  (mapcar #'pidx-xref--item
          (car (pidx-client-call (pidx-daemon-index)
                                 (apply #'pidx-hit-query query pidx-xref-limit members)))))

(defun pidx-xref--item (hit)
  "HIT as xref has it."
  (let-alist hit
    (xref-make (if (string-blank-p .line_text) (pidx-hit-title hit) (pidx-hit-line hit 80))
               (xref-make-file-location .path .line (1- .col)))))

(provide 'pidx-xref)
;;; pidx-xref.el ends here
