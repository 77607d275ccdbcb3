;;; pidx-daemon.el --- Find and start the daemon of pidx  -*- lexical-binding: t; -*-

;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Which index a buffer is searched with, where its daemon listens, and
;; how that daemon is started.

;;; Code:

(require 'subr-x)

(defgroup pidx nil
  "Full-text search for Korean and English text in files."
  :group 'tools
  :group 'matching
  :prefix "pidx-")

(defcustom pidx-program "pidx"
  "Name or path of the pidx program."
  :type 'string
  :group 'pidx
  :risky t)

(defcustom pidx-index nil
  "Folder of the index to search.
If nil, the nearest folder called \"index\" that is one, in the current
folder or above it."
  :type '(choice (const :tag "The nearest folder called index" nil) directory)
  :group 'pidx
  :safe #'string-or-null-p)

(defcustom pidx-socket nil
  "Path of the daemon's socket; nil for the one that belongs to the index."
  :type '(choice (const :tag "The index's own" nil) file)
  :group 'pidx)

(defcustom pidx-auto-start nil
  "Whether to start a daemon where none is running.
It ends by itself, `pidx-exit-idle' seconds after its last client has gone."
  :type 'boolean
  :group 'pidx)

(defcustom pidx-exit-idle 600
  "Seconds without a client after which a daemon that Emacs started ends."
  :type 'natnum
  :group 'pidx)

(defconst pidx-daemon--log " *pidx serve*"
  "Name of the buffer with what a daemon says that Emacs started.")

;;;; Waiting

(defmacro pidx-daemon-keeping-input (&rest body)
  "Evaluate BODY so that only \\[keyboard-quit] interrupts it, not other input.
In `while-no-input' Emacs leaves what waits for a process as soon as a key
is there; a second key that comes while it is leaving makes it quit, and
both keys are lost."
  (declare (indent 0) (debug t))
  `(let ((inhibit-quit t))
     ;; What came just before is no reason to quit either.
     (when (and throw-on-input (eq quit-flag throw-on-input)) (setq quit-flag nil))
     (let ((throw-on-input nil))
       (let ((inhibit-quit nil))
         ,@body))))

(defun pidx-daemon-wait (process done)
  "Wait for output of PROCESS until function DONE has a result, and return that.
Input interrupts the waiting where the caller uses `while-no-input'."
  (let ((on-input throw-on-input)
        (result nil))
    (pidx-daemon-keeping-input
      (while (not (setq result (funcall done)))
        (when (and on-input (input-pending-p)) (throw on-input t))
        (accept-process-output process 0.01)))
    result))

;;;; Finding and starting

(defun pidx-daemon-index ()
  "Folder of the index to search from the current buffer."
  (if pidx-index
      (directory-file-name (expand-file-name pidx-index))
    (let ((above (locate-dominating-file
                  default-directory
                  (lambda (folder) (file-exists-p (expand-file-name "index/pidx.manifest" folder))))))
      (unless above
        (user-error "Pidx: no index above %s: run `pidx build FOLDER' there, or set `pidx-index'"
                    (abbreviate-file-name default-directory)))
      (expand-file-name "index" above))))

(defun pidx-daemon-socket (index)
  "Path of the socket for the daemon of INDEX."
  (if pidx-socket
      (expand-file-name pidx-socket)
    (with-temp-buffer
      (let ((status (pidx-daemon--call "serve" "--where" "--index" index)))
        (unless (eq status 0)
          (user-error "Pidx: %s" (pidx-daemon--last-line)))
        (string-trim-right (buffer-string))))))

(defun pidx-daemon--call (&rest arguments)
  "Run pidx with ARGUMENTS into the current buffer, and return its status."
  (let ((default-directory "/")
        (coding-system-for-read 'utf-8))
    (condition-case nil
        (pidx-daemon-keeping-input
          (apply #'call-process pidx-program nil t nil arguments))
      (file-missing (pidx-daemon--no-program)))))

(defun pidx-daemon--no-program ()
  "Report that there is no pidx."
  (user-error "Pidx: no program `%s': install pidx, or set `pidx-program' to its path" pidx-program))

(defun pidx-daemon-command-line (index)
  "What to type into a shell to start the daemon of INDEX."
  (mapconcat #'shell-quote-argument
             `("pidx" "serve" "--index" ,(abbreviate-file-name index)
               ,@(and pidx-socket (list "--socket" (expand-file-name pidx-socket))))
             " "))

(defun pidx-daemon-start (index socket patience connect)
  "Start the daemon of INDEX at SOCKET, and return the result of CONNECT.
CONNECT is tried until that is non-nil, for PATIENCE seconds at most."
  (let ((daemon (pidx-daemon--launch index socket))
        (deadline (+ (float-time) patience))
        (connection nil))
    (pidx-daemon-wait daemon (lambda ()
                               (or (setq connection (funcall connect))
                                   (not (process-live-p daemon))
                                   (>= (float-time) deadline))))
    ;; It may have ended because another one had just started.
    (or connection
        (funcall connect)
        (progn
          ;; Emacs may know of its end before it has read what it said.
          (while (accept-process-output daemon 0.1))
          (with-current-buffer (process-buffer daemon)
            (user-error "Pidx: the daemon does not start: %s" (pidx-daemon--last-line)))))))

(defun pidx-daemon--launch (index socket)
  "Launch the daemon of INDEX at SOCKET, and return its process."
  (let ((default-directory "/")
        (buffer (get-buffer-create pidx-daemon--log)))
    (with-current-buffer buffer
      (erase-buffer))
    (condition-case nil
        (make-process
         :name "pidx serve" :buffer buffer :connection-type 'pipe :noquery t :coding 'utf-8
         :command (list pidx-program "serve" "--index" index "--socket" socket
                        "--exit-idle" (number-to-string pidx-exit-idle))
         :sentinel #'ignore)
      (file-missing (pidx-daemon--no-program)))))

(defun pidx-daemon--last-line ()
  "The last line of the current buffer without the name of the program."
  (let ((line (car (last (split-string (buffer-string) "\n" t "[ \t]+")))))
    (if line
        (string-remove-prefix "pidx: " line)
      "it says nothing of why")))

(provide 'pidx-daemon)
;;; pidx-daemon.el ends here
