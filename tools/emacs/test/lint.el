;;; lint.el --- Compile without a warning, and check the documentation  -*- lexical-binding: t; -*-

;;; Commentary:

;; emacs -Q --batch -L . -l test/lint.el
;; Compiled files go to a temporary folder, so that nothing is left behind.

;;; Code:

(require 'bytecomp)
(require 'checkdoc)

(defvar lint-failed nil "Whether something was found.")

(defun lint-compile (file scratch)
  "Compile FILE into the folder SCRATCH; warnings are errors."
  (let ((byte-compile-error-on-warn t)
        (byte-compile-dest-file-function
         (lambda (source)
           (expand-file-name (concat (file-name-base source) ".elc") scratch))))
    (unless (eq (byte-compile-file file) t)
      (setq lint-failed t))))

(defun lint-checkdoc (file)
  "Check the documentation strings, messages and headers of FILE."
  (let ((checkdoc-create-error-function
         (lambda (text start _end &optional _unfixable)
           (setq lint-failed t)
           (message "%s:%d: %s" (file-name-nondirectory file)
                    (if start (line-number-at-pos start) 1) text)
           nil)))
    (with-current-buffer (find-file-noselect file)
      (checkdoc-current-buffer t))))

(defun lint-all ()
  "Check all files of the package; exit with a status."
  (let ((files (directory-files default-directory t "\\.el\\'"))
        (scratch (make-temp-file "pidx-lint" t)))
    (unwind-protect
        (dolist (file files)
          (lint-compile file scratch)
          (lint-checkdoc file))
      (delete-directory scratch t))
    (message "%d files %s" (length files) (if lint-failed "have faults" "compile and document well"))
    (kill-emacs (if lint-failed 1 0))))

(lint-all)

;;; lint.el ends here
