# sysconfig answers what packages ask it: variables of the build, and None for what there is not.
import sysconfig

variables = sysconfig.get_config_vars()
print(variables["py_version_short"], variables["py_version_nodot"], sysconfig.get_python_version())
print(bool(sysconfig.get_config_var("Py_DEBUG")), bool(sysconfig.get_config_var("Py_GIL_DISABLED")))
print(sysconfig.get_config_var("no such thing"), sysconfig.get_config_vars("no such thing", "VERSION"))
print(sysconfig.get_config_var("EXT_SUFFIX").endswith(".so"), type(sysconfig.get_config_var("CFLAGS")))
print(sorted(sysconfig.get_path_names()))
print(type(sysconfig.get_platform()), sysconfig.is_python_build())
