" What to show of a hit, and how to go there.

" Its path, relative to the working directory or the home directory, and line.
function! pidx#hit#place(hit) abort
  return fnamemodify(a:hit.path, ':~:.') . ':' . a:hit.line
endfunction

" The section's title and the line of the match, with the ranges of bytes that match.
function! pidx#hit#text(hit) abort
  let [title, line] = [a:hit.title, trim(a:hit.line_text, " \t", 2)]
  if empty(title) || stridx(line, title) >= 0
    return {'text': line, 'ranges': a:hit.line_hl}
  endif
  let before = len(title . ': ')
  let moved = map(copy(a:hit.line_hl), {_, range -> [range[0] + before, range[1] + before]})
  return {'text': title . ': ' . line, 'ranges': a:hit.title_hl + moved}
endfunction

" Opens the file with a command such as edit, split or tabedit, at the line and the byte.
function! pidx#hit#jump(hit, command) abort
  if !filereadable(a:hit.path)
    call pidx#message#error(pidx#hit#place(a:hit) . ' cannot be read: is it gone? Run `pidx build`')
    return
  endif
  normal! m'
  if a:command !=# 'edit' || fnamemodify(bufname('%'), ':p') !=# a:hit.path
    execute s:possible(a:command) fnameescape(a:hit.path)
  endif
  call cursor(a:hit.line, a:hit.col)
  normal! zvzz
endfunction

" A buffer with changes cannot be left unless it may be hidden.
function! s:possible(command) abort
  return a:command ==# 'edit' && &modified && !&hidden && !&autowriteall ? 'split' : a:command
endfunction
