;;; pidx-test-support.el --- A scratch index, daemons and a scripted server  -*- lexical-binding: t; -*-

;;; Commentary:

;; PIDX names the binary.  What is indexed is a copy of corpus/ and some
;; files with what the corpus lacks.

;;; Code:

(require 'cl-lib)
(require 'ert)
(require 'pidx)

(defconst pidx-test-top
  (expand-file-name "../../.." (file-name-directory (or load-file-name buffer-file-name)))
  "The top of the repository.")

(defvar pidx-test-scratch (file-truename (make-temp-file "pidx-emacs" t))
  "Folder for everything the tests write.")

(defvar pidx-test-index (expand-file-name "index" pidx-test-scratch)
  "Folder of the index.")

;; As for who reads old Korean files.
(prefer-coding-system 'cp949)
(prefer-coding-system 'utf-8)

(setq pidx-program (expand-file-name (or (getenv "PIDX") (error "Set PIDX to the path of pidx")))
      pidx-timeout 60
      text-quoting-style 'grave)

(defun pidx-test-path (name)
  "Path of the file NAME below the folder that is indexed."
  (expand-file-name name (expand-file-name "corpus" pidx-test-scratch)))

(defun pidx-test-write (name text &optional coding)
  "Write TEXT to the file NAME below the folder that is indexed, in CODING."
  (let ((coding-system-for-write (or coding 'utf-8-unix)))
    (make-directory (file-name-directory (pidx-test-path name)) t)
    (write-region text nil (pidx-test-path name) nil 'silent)))

(defun pidx-test-build ()
  "Index the scratch folder."
  (copy-directory (expand-file-name "corpus" pidx-test-top)
                  (file-name-as-directory pidx-test-scratch))
  (pidx-test-write "extra/넓은 글자.md"
                   "# 넓은 글자\n\n가나다라 😀 마바사 zebracrossing 아자차\n")
  (pidx-test-write "extra/nfd.md"
                   (concat "# 자모\n\n" (ucs-normalize-NFD-string "가나다 두루마리휴지 있음") "\n"))
  (dolist (coding '(utf-8-with-signature-unix utf-8-dos utf-16le-with-signature-unix cp949-unix))
    (pidx-test-write (format "extra/%s.md" coding)
                     "# 부호화\n\n줄의 가운데에 사는 고라니 한 마리\n" coding))
  (with-temp-buffer
    (unless (eq 0 (call-process pidx-program nil t nil "build" "--index" pidx-test-index
                                (expand-file-name "corpus" pidx-test-scratch)))
      (error "%s" (buffer-string)))))

(defun pidx-test-wait (condition what)
  "Wait until the function CONDITION returns non-nil, and return that; WHAT says for what."
  (let ((deadline (+ (float-time) 120)) value)
    (while (not (setq value (funcall condition)))
      (when (> (float-time) deadline) (error "Waited in vain for %s" what))
      (accept-process-output nil 0.02))
    value))

(defun pidx-test-serve ()
  "Start a daemon for the scratch index, and return its process."
  (let ((daemon (make-process :name "test daemon" :buffer (generate-new-buffer "daemon")
                              :connection-type 'pipe :noquery t
                              :command (list pidx-program "serve" "--index" pidx-test-index))))
    (pidx-test-wait
     (lambda ()
       (with-current-buffer (process-buffer daemon)
         (unless (process-live-p daemon) (error "%s" (buffer-string)))
         (string-match-p "listening" (buffer-string))))
     "the daemon")
    daemon))

(defun pidx-test-stop (daemon)
  "End the process DAEMON."
  (when (process-live-p daemon)
    (interrupt-process daemon)
    (signal-process daemon 'SIGTERM)
    (pidx-test-wait (lambda () (not (process-live-p daemon))) "the end of the daemon")))

(defmacro pidx-test-with-runtime (&rest body)
  "Run BODY with a folder of its own for sockets, where no daemon listens."
  (declare (indent 0) (debug t))
  `(let* ((runtime (make-temp-file (expand-file-name "run" pidx-test-scratch) t))
          (process-environment (cons (concat "XDG_RUNTIME_DIR=" runtime) process-environment))
          (pidx-index pidx-test-index)
          (pidx-client--connections (make-hash-table :test #'equal)))
     (unwind-protect (progn ,@body)
       (pidx-client-disconnect))))

(defmacro pidx-test-with-server (replies &rest body)
  "Run BODY while a server answers the Nth line it gets with the Nth of REPLIES.
A reply is a list of bytes to send, each in one piece; nil closes the connection."
  (declare (indent 1) (debug t))
  `(let* ((pidx-socket (expand-file-name (make-temp-name "s") pidx-test-scratch))
          (pidx-index pidx-test-index)
          (pidx-client--connections (make-hash-table :test #'equal))
          (replies ,replies)
          (server (make-network-process
                   :name "scripted" :server t :family 'local :service pidx-socket :noquery t
                   :coding 'binary
                   :filter (lambda (client bytes)
                             (dotimes (_ (cl-count ?\n bytes))
                               (pcase (pop replies)
                                 ('nil (delete-process client))
                                 (pieces (dolist (piece pieces)
                                           (process-send-string client piece)))))))))
     (unwind-protect (progn ,@body)
       (pidx-client-disconnect)
       (delete-process server))))

(defun pidx-test-message (function)
  "The message of the `user-error' that FUNCTION signals."
  (error-message-string (should-error (funcall function) :type 'user-error)))

(defun pidx-test-ask (query &rest members)
  "The hits of QUERY; MEMBERS are added to the request."
  (car (pidx-client-call pidx-test-index (apply #'pidx-hit-query query 20 members))))

(defun pidx-test-places (query &rest members)
  "Where the hits of QUERY are; MEMBERS are added to the request."
  (mapcar (lambda (hit) (pidx-hit-place hit pidx-test-index))
          (apply #'pidx-test-ask query members)))

(pidx-test-build)
(setq pidx-index pidx-test-index)
(setenv "XDG_RUNTIME_DIR" (let ((folder (expand-file-name "runtime" pidx-test-scratch)))
                            (make-directory folder)
                            (set-file-modes folder #o700)
                            folder))

(defvar pidx-test-daemon (pidx-test-serve)
  "The daemon that most tests ask.")

(add-hook 'kill-emacs-hook
          (lambda ()
            (pidx-test-stop pidx-test-daemon)
            (delete-directory pidx-test-scratch t)))

(provide 'pidx-test-support)
;;; pidx-test-support.el ends here
